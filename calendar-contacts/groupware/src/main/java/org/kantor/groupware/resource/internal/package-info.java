/** Tables of collections and their members. */
@NullMarked
package org.kantor.groupware.resource.internal;

import org.jspecify.annotations.NullMarked;
