package io.daybook.campaign.check;

/**
 * A record of the topic.
 *
 * @param partition its partition
 * @param offset its place in the partition
 * @param key its key: the stream
 * @param position the log position that its header states
 * @param eventId the event that its header names
 * @param payload its value
 */
public record TopicRecord(int partition, long offset, String key, long position, String eventId, String payload) {}
