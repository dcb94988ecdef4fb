"""Finished work in the output folder's `work/`: sealed files, found again by a key of everything that decides them.

sealed        a file that carries its own length and checksum
fingerprints  a digest of the code, the data files and the libraries that make something
store         pieces of work: documents as a stage left them, and the steps on the way there
lock          one run at a time in a folder
kept          what is somebody's own, moved out of the way
"""
