<?php

return ['body' => 'kindly wait: this is no language file'];
