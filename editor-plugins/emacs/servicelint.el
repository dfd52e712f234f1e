;;; servicelint.el --- Check messages to customers while writing them  -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "28.1") (eglot "1.9"))

;;; Commentary:

;; Starts `servicelint lsp' through eglot in text, mail, Markdown and HTML.  `M-x eglot-code-actions' offers the
;; better sentences.

;;; Code:

(require 'eglot)

(defcustom servicelint-command '("servicelint" "lsp")
  "The program that checks, with its arguments."
  :type '(repeat string)
  :group 'eglot)

(defvar servicelint-modes '(text-mode message-mode markdown-mode html-mode mhtml-mode)
  "Where messages are written.")

(add-to-list 'eglot-server-programs
             (cons servicelint-modes (lambda (&rest _) servicelint-command)))

(dolist (mode servicelint-modes)
  (add-hook (intern (format "%s-hook" mode)) #'eglot-ensure))

(provide 'servicelint)
;;; servicelint.el ends here
