/** What a daemon is deployed with, held against the daemon. */
@NullMarked
package io.dumpwarden.deploy;

import org.jspecify.annotations.NullMarked;
