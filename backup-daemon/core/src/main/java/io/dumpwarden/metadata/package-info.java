/** The metadata store: migrations and repositories. The only room that imports Jdbi and Flyway. */
@NullMarked
package io.dumpwarden.metadata;

import org.jspecify.annotations.NullMarked;
