" servicelint through ALE: one language server for all the file types that messages are written in.
function! servicelint#Root(buffer) abort
  let l:file = ale#path#FindNearestFile(a:buffer, 'servicelint.toml')
  return empty(l:file) ? expand('#' . a:buffer . ':p:h') : fnamemodify(l:file, ':h')
endfunction

function! servicelint#Define(filetype) abort
  call ale#linter#Define(a:filetype, {
  \   'name': 'servicelint',
  \   'lsp': 'stdio',
  \   'executable': {-> get(g:, 'servicelint_command', 'servicelint')},
  \   'command': '%e lsp',
  \   'project_root': function('servicelint#Root'),
  \})
endfunction
