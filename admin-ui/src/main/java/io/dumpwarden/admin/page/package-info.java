/** The pages, one class for each part of the menu, over the templates. */
@NullMarked
package io.dumpwarden.admin.page;

import org.jspecify.annotations.NullMarked;
