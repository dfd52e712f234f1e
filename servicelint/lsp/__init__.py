"""The language server: findings while a message is being written. Offsets inside are those of the engine; positions in
the client's units exist in ``positions`` only.
"""
