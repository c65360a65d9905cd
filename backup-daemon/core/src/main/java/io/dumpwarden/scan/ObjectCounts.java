package io.dumpwarden.scan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** How many objects of each kind a database has. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ObjectCounts(
    long tables, long views, long routines, long events, long triggers, long sequences) {}
