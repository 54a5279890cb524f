package app;

@Deprecated
public class OldKey {}
