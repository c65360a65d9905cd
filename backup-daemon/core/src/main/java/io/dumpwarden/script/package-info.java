/** The SQL text of a dump: its statements, and what a restore changes or leaves out of them. */
@NullMarked
package io.dumpwarden.script;

import org.jspecify.annotations.NullMarked;
