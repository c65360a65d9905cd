@NullMarked
package io.dumpwarden.admin.page;

import org.jspecify.annotations.NullMarked;
