"""Faces from voices with a GAN, 64×64: Wen, Singh and Raj (NeurIPS 2019), and the Ain Shams variant of it."""
