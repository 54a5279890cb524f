package bank;

public record Account(long id) {}
