/**
 * Real database servers to test against, without Docker: MariaDB 11.4, MySQL 8.0.15, MySQL 9; and,
 * where a Docker engine is, further versions.
 */
@NullMarked
package io.dumpwarden.engines;

import org.jspecify.annotations.NullMarked;
