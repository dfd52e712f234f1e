" Starts the language server through ALE.
call servicelint#Define('markdown')
