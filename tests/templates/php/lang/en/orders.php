<?php

// What customers read about their orders.
return [
    'wait' => 'Could you kindly wait, :name? We\'ll write again some day.',
    "refused" => "Sorry: we cannot help you with order {$order}.\n\nThe café team",
    'mail' => [
        'subject' => 'About :lamp',
        # servicelint: ignore[house-rules/kindly] -- the brand line
        'body' => 'Kindly yours. ' . 'It comes some day.',
    ],
    'lamps' => 'one lamp, kindly|:count lamps some day',
    'shop' => config('shop.kindly wait'),
];
