/** The bytes between a dump and the storages: count, digest, compress, fan out. */
@NullMarked
package io.dumpwarden.pipeline;

import org.jspecify.annotations.NullMarked;
