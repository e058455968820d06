package org.kantor.groupware.task;

/**
 * The message that a task was made of.
 *
 * @param messageId without angle brackets
 * @param subject as it was then; may be empty
 */
public record Origin(String messageId, String subject) {}
