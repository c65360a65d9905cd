/** Secrets at rest: the master key, sealed texts, references to where a secret is kept. */
@NullMarked
package io.dumpwarden.secret;

import org.jspecify.annotations.NullMarked;
