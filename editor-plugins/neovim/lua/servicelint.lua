-- servicelint for Neovim 0.7 and later: starts the language server and passes settings on. All checking is the server's.
local M = {}

M.config = {
  cmd = { "servicelint", "lsp" },
  filetypes = {
    "text", "markdown", "html", "mail", "liquid", "jinja", "jinja2", "htmldjango", "handlebars", "html.handlebars",
    "mustache", "eruby", "json", "jsonl",
  },
  -- What a servicelint.toml may say: select, ignore, severity, channel, kind, registers, packs, …
  settings = {},
}

local function root_of(path)
  local names = { ["servicelint.toml"] = true, [".git"] = true }
  local folder = vim.fn.fnamemodify(path, ":p:h")
  local first = folder
  while true do
    for name in pairs(names) do
      if vim.loop.fs_stat(folder .. "/" .. name) then
        return folder
      end
    end
    local parent = vim.fn.fnamemodify(folder, ":h")
    if parent == folder then
      return first
    end
    folder = parent
  end
end

local function options(root)
  return {
    name = "servicelint",
    cmd = M.config.cmd,
    root_dir = root,
    workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
    init_options = { servicelint = M.config.settings },
    settings = { servicelint = M.config.settings },
    on_attach = M.config.on_attach,
    capabilities = M.config.capabilities,
  }
end

-- 0.7 has no vim.lsp.start: keep one client for each root, and start it again when it died.
local clients = {}

local function start_old(buffer, root)
  local id = clients[root]
  if not id or not vim.lsp.get_client_by_id(id) then
    id = vim.lsp.start_client(options(root))
    clients[root] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

function M.start(buffer)
  buffer = (buffer == nil or buffer == 0) and vim.api.nvim_get_current_buf() or buffer
  local path = vim.api.nvim_buf_get_name(buffer)
  if path == "" or vim.bo[buffer].buftype ~= "" then
    return
  end
  local root = root_of(path)
  if vim.lsp.start then
    vim.lsp.start(options(root), { bufnr = buffer })
  else
    start_old(buffer, root)
  end
end

-- Check the draft together with the customer's message: the text in a register, the clipboard by default.
function M.thread(register)
  local message = vim.fn.getreg(register or "+")
  for _, client in pairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
    if client.name == "servicelint" then
      local arguments = { command = "servicelint.setThread", arguments = { vim.uri_from_bufnr(0), { message } } }
      client.request("workspace/executeCommand", arguments, function() end, 0)
    end
  end
end

function M.setup(given)
  M.config = vim.tbl_deep_extend("force", M.config, given or {})
  local group = vim.api.nvim_create_augroup("servicelint", { clear = true })
  vim.api.nvim_create_autocmd("FileType", {
    group = group,
    pattern = M.config.filetypes,
    callback = function(event)
      M.start(event.buf)
    end,
  })
  vim.api.nvim_create_user_command("ServicelintThread", function(event)
    M.thread(event.args ~= "" and event.args or nil)
  end, { nargs = "?", desc = "Check this draft with the customer's message in a register" })
end

return M
