@NullMarked
package io.dumpwarden.admin.api;

import org.jspecify.annotations.NullMarked;
