"""The page of faces imagined from voices: whose voice, how it is drawn, why so, and what of it may leave."""
