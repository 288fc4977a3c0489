package io.daybook.campaign.check;

/**
 * A promise that was not kept.
 *
 * @param promise the promise
 * @param detail place where it was broken
 */
public record Violation(String promise, String detail) {}
