/** What Prometheus scrapes: the names, their values out of the metadata store, the endpoint. */
@NullMarked
package io.dumpwarden.metrics;

import org.jspecify.annotations.NullMarked;
