// Package upload says what a file truly is, by its bytes and never by its name
// alone, and refuses what an office should not keep: disguised, encrypted,
// broken and hollow files, files that run something when they are opened, and
// files that swell when they are unpacked (kiểm tra tệp tải lên).
//
// It also makes names safe to store and to give back, and looks for marks of
// state secrets where text is cheaply read, so that a person is asked before
// such a document enters a system that may not hold it (Luật Bảo vệ bí mật nhà
// nước).
//
// It is no virus scanner: it knows the forms it takes and takes nothing else.
//
// It is a leaf: the standard library and x/text, values in, values out.
package upload
