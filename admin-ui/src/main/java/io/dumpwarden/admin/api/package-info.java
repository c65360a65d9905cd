/** The REST API, one class for each resource. */
@NullMarked
package io.dumpwarden.admin.api;

import org.jspecify.annotations.NullMarked;
