package io.daybook.events;

/**
 * Something that happened in the bank, in the bank's own words. A fact: once recorded it is never changed, only followed
 * by others.
 */
public sealed interface DomainEvent permits AccountEvent, CustomerEvent, ProductEvent, DocumentEvent {}
