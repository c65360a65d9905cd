/** Data loaded beside what is there, put in its place step by step, with a journal. */
@NullMarked
package io.dumpwarden.swap;

import org.jspecify.annotations.NullMarked;
