-- Run inside Neovim by test_neovim.py: waits for the marks, looks at them, takes the first quick fix, saves.
local out = assert(io.open(vim.env.SERVICELINT_TEST_OUT, "w"))
local function say(value)
  out:write(vim.fn.json_encode(value), "\n")
  out:flush()
end
local function wait(what, done)
  if not vim.wait(60000, done, 20) then
    say({ failed = what })
    vim.cmd("cquit")
  end
end
local function marks()
  local found = {}
  for _, mark in ipairs(vim.diagnostic.get(0)) do
    local line = vim.api.nvim_buf_get_lines(0, mark.lnum, mark.lnum + 1, false)[1]
    table.insert(found, { code = mark.code, words = line:sub(mark.col + 1, mark.end_col), severity = mark.severity })
  end
  table.sort(found, function(a, b)
    return a.code < b.code
  end)
  return found
end

wait("marks", function()
  return #vim.diagnostic.get(0) == 2
end)
say(marks())
local get = vim.lsp.get_clients or vim.lsp.get_active_clients
local client = get()[1]
local pid = vim.env.SERVICELINT_TEST_KILL
if pid then
  -- The server is killed; opening the file again starts another one, and the marks return.
  vim.fn.system({ "kill", "-9", vim.fn.trim(vim.fn.system({ "pgrep", "-P", tostring(vim.fn.getpid()), "-f", "servicelint" })) })
  wait("death", function()
    return #get() == 0
  end)
  vim.diagnostic.reset()
  vim.cmd("doautocmd FileType")
  wait("marks after death", function()
    return #vim.diagnostic.get(0) == 2
  end)
  say(marks())
  client = get()[1]
end
local place = { line = 2, character = 14 }
local params = {
  textDocument = { uri = vim.uri_from_bufnr(0) },
  range = { start = place, ["end"] = place },
  context = { diagnostics = {} },
}
local answer = client.request_sync("textDocument/codeAction", params, 30000, 0)
local action = answer.result[1]
say({ title = action.title })
vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
wait("the fix", function()
  return #vim.diagnostic.get(0) == 1
end)
vim.cmd("write")
say(marks())
local hover = client.request_sync("textDocument/hover", {
  textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = 4, character = 1 },
}, 30000, 0)
say({ hover = hover.result.contents.value })
vim.cmd("qall!")
