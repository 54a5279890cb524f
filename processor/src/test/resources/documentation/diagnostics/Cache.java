package app;

interface Cache<V> {}
