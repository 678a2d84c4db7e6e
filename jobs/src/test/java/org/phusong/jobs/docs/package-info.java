/** What the pages and the notebook say, held against the repository. */
@NullMarked
package org.phusong.jobs.docs;

import org.jspecify.annotations.NullMarked;
