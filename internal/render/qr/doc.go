// Package qr draws QR codes (mã QR, ISO/IEC 18004) as SVG.
//
// It imports the library of barcodes alone; edges import it.
package qr
