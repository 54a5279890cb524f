insert into Person (id, version, name) values (-1, 0, 'Somebody');
