/** What Google Cloud functions and Cloud Run receive, as CloudEvents. */
@NullMarked
package dev.portolan.gcp;

import org.jspecify.annotations.NullMarked;
