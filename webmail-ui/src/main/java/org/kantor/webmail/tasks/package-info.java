/** The view of tasks: lists in the side panel, tasks by day, what is typed read as a task, and one task in a drawer. */
@NullMarked
package org.kantor.webmail.tasks;

import org.jspecify.annotations.NullMarked;
