/** A bucket as a storage: multipart uploads of bounded memory, completed only at the commit. */
@NullMarked
package io.dumpwarden.storage.s3;

import org.jspecify.annotations.NullMarked;
