package dev.macadam.example;

/**
 * What the application keeps of an employee: values only, so that it can be used long after the
 * context in which it was loaded.
 *
 * @param name the employee's name
 * @param city where the employee lives
 */
public record EmployeeRow(String name, String city) {}
