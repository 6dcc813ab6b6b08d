-- The catalogue says now what a status means on the network: what the simulated network has is brought up to it.
UPDATE simulator.subscriber SET services = services
    || CASE line.status WHEN 'suspended' THEN '{"circuit-switched": "off", "packet-switched": "off"}'::jsonb
                        ELSE '{"circuit-switched": "on", "packet-switched": "on"}'::jsonb END
  FROM line
  WHERE line.iccid = simulator.subscriber.iccid AND line.status IN ('active', 'suspended');
