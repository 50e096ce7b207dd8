"""The published systems as ways from a voice to a face: GAN, mapping network and Speech2Face, as `generator.imagine`
offers them beside the portrait. Each hears the speech itself and draws the whole face.

Where its networks are missing a system says so, and draws nothing; they are loaded when a face is first asked for.
"""
