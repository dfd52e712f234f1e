<?php

return ['wait' => 'kindly wait, ce texte n’est pas anglais'];
