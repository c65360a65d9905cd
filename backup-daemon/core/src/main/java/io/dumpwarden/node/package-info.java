/** Who is at work: processes and their leases on the metadata store's clock. */
@NullMarked
package io.dumpwarden.node;

import org.jspecify.annotations.NullMarked;
