"""Faces from voices by regression, 224×224: Speech2Face (Oh et al., CVPR 2019), and the Ain Shams decoder for it."""
