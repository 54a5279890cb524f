package app;

record Person(long id) {}
