package io.dumpwarden.node;

import java.time.Instant;

/**
 * A process and its lease.
 *
 * @param leaseUntil by the metadata store's clock
 * @param alive whether the lease holds
 */
public record KnownNode(Node node, Instant leaseUntil, boolean alive) {}
