/** Definitions as SQL: databases, tables, views, triggers, routines, events, sequences. */
@NullMarked
package io.dumpwarden.definition;

import org.jspecify.annotations.NullMarked;
