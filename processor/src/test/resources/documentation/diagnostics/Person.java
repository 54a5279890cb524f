package app;

record Person(long id, long friend) {}
