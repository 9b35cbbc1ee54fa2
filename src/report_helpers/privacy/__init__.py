"""Personal data: one person is removed everywhere."""
