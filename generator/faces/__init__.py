"""Faces: folders of pictures as distributed, aligned crops made of them, and a network that knows them apart."""
