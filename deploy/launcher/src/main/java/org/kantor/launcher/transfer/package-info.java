/** Mail between an account and files or another server: one class a form, each of which reads and writes the same letters. */
@NullMarked
package org.kantor.launcher.transfer;

import org.jspecify.annotations.NullMarked;
