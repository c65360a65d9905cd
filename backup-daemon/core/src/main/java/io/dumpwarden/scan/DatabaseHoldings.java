package io.dumpwarden.scan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What a database holds, as far as the account may see it.
 *
 * @param bytes data and indexes, estimated by the engines
 * @param access who may read or change it; null where the account may not see that
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DatabaseHoldings(
    String name, long bytes, ObjectCounts objects, @Nullable Access access) {}
