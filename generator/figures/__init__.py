"""How good faces from voices are: pure functions of features, scores and labels; each figure with n and an interval."""
