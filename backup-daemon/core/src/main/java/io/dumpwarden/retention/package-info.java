/** What may go, when, and taking it away. */
@NullMarked
package io.dumpwarden.retention;

import org.jspecify.annotations.NullMarked;
